"""Stands in for Sublime Text's module of this name: what its documentation names and the plugin uses works, what it names and nobody uses here says so,
and any other name is an error of the plugin. Python 3.3 and builds from 3000 on have all that works here."""
import queue
import threading

DOCUMENTED = set("""
active_window arch cache_path channel decode_value encode_value error_message executable_hash executable_path expand_variables find_resources get_clipboard
get_macro installed_packages_path load_binary_resource load_resource load_settings log_commands log_fps log_indexing log_input log_result_regex message_dialog
ok_cancel_dialog packages_path platform run_command save_settings score_selector set_clipboard set_timeout set_timeout_async status_message version windows
yes_no_cancel_dialog Region Selection Settings View Window
""".split())
OF_VIEW = set("""
add_regions assign_syntax buffer_id change_count change_id classify close command_history em_width encoding erase erase_regions erase_status expand_by_class
extract_scope file_name find find_all find_by_class find_by_selector fold folded_regions full_line get_regions get_status has_non_empty_selection_region hide_popup
id insert is_auto_complete_visible is_dirty is_folded is_loading is_popup_visible is_primary is_read_only is_scratch is_valid layout_extent layout_to_text
layout_to_window line line_endings line_height lines match_selector name overwrite_status replace rowcol run_command scope_name score_selector sel set_encoding
set_line_endings set_name set_overwrite_status set_read_only set_scratch set_status set_syntax_file set_viewport_position settings show show_at_center show_popup
show_popup_menu size split_by_newlines substr symbols text_point text_to_layout text_to_window unfold update_popup viewport_extent viewport_position visible_region
window window_to_layout window_to_text word
""".split())
OF_SETTINGS = set("add_on_change clear_on_change erase get has set".split())

ready = False
resources, chosen, told, dialogs = {}, {}, [], []
main, behind = queue.Queue(), queue.Queue()
drawing = threading.main_thread()


def __getattr__(name):
    raise AssertionError(_unknown("sublime", name, DOCUMENTED))


def _unknown(owner, name, documented):
    return "%s.%s is not stood in for" % (owner, name) if name in documented else "%s.%s: Sublime Text documents no such name" % (owner, name)


def _needs_api():
    assert ready, "while a plugin is imported, only version, platform, arch and channel may be called"


def version():
    return "4180"


def platform():
    return "linux"


def load_resource(name):
    _needs_api()
    return resources[name]


def load_settings(base_name):
    _needs_api()
    assert base_name.endswith(".sublime-settings")
    return Settings(chosen)


def set_timeout(callback, delay):
    _needs_api()
    main.put(callback)


def set_timeout_async(callback, delay):
    _needs_api()
    behind.put(callback)


def status_message(string):
    _needs_api()
    told.append(string)


def message_dialog(string):
    _needs_api()
    assert threading.current_thread() is drawing
    dialogs.append(string)


class Settings(object):
    def __init__(self, values):
        self._values = values

    def __getattr__(self, name):
        raise AssertionError(_unknown("Settings", name, OF_SETTINGS))

    def get(self, name, default=None):
        return self._values.get(name, default)

    def add_on_change(self, key, on_change):
        pass

    def clear_on_change(self, key):
        pass


class Region(object):
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __getattr__(self, name):
        raise AssertionError(_unknown("Region", name, set("begin contains cover empty end intersection intersects size xpos".split())))


class View(object):
    """A file that is open; Sublime makes these, so the plugin never calls this."""

    def __init__(self, path, text, scope, scratch=False):
        self._path, self._text, self._scope, self._scratch, self._at = path, text, scope, scratch, 0

    def __getattr__(self, name):
        raise AssertionError(_unknown("View", name, OF_VIEW))

    def file_name(self):
        return self._path

    def is_scratch(self):
        return self._scratch

    def scope_name(self, point):
        return self._scope + " "

    def size(self):
        return len(self._text)

    def rowcol(self, point):
        before = self._text[:point].split("\n")
        return len(before) - 1, len(before[-1])

    def sel(self):
        return [Region(self._at, self._at)]
