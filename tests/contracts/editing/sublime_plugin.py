"""Stands in for Sublime Text's module of this name."""
EVENTS = set("""
on_new on_new_async on_clone on_clone_async on_load on_load_async on_pre_close on_close on_pre_save on_pre_save_async on_post_save on_post_save_async on_modified
on_modified_async on_selection_modified on_selection_modified_async on_activated on_activated_async on_deactivated on_deactivated_async on_hover on_query_context
on_query_completions on_text_command on_post_text_command on_window_command on_post_window_command
""".split())


def __getattr__(name):
    raise AssertionError("sublime_plugin.%s is not stood in for, or Sublime Text documents no such name" % name)


class EventListener(object):
    pass


class ApplicationCommand(object):
    pass


def listeners(module):
    """An instance of each listener of a module; their events must be known, and told beside the thread that draws."""
    for kind in vars(module).values():
        if isinstance(kind, type) and issubclass(kind, EventListener) and kind is not EventListener:
            for name in vars(kind):
                assert not name.startswith("on_") or name in EVENTS and name.endswith("_async"), name
            yield kind()


def commands(module):
    """By the name that menus and the palette say them: DaybookTodayCommand is daybook_today."""
    for name, kind in vars(module).items():
        if isinstance(kind, type) and issubclass(kind, ApplicationCommand):
            words = "".join("_" + c.lower() if c.isupper() else c for c in name[:-len("Command")])
            yield words.lstrip("_"), kind()
