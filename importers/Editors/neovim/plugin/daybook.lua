if vim.g.loaded_daybook then
  return
end
vim.g.loaded_daybook = 1

local daybook = require('daybook')
if not daybook.config then
  daybook.setup(vim.g.daybook)
end

local group = vim.api.nvim_create_augroup('daybook', { clear = true })

local function on(events, act)
  vim.api.nvim_create_autocmd(events, { group = group, callback = act })
end

-- Commands such as :bufdo come to many buffers; where one ends up is where one is.
on({ 'BufEnter', 'VimEnter' }, function()
  vim.schedule(function()
    daybook.activity(vim.api.nvim_get_current_buf(), false)
  end)
end)
on({ 'CursorMoved', 'CursorMovedI', 'CursorHold', 'CursorHoldI', 'TextChanged', 'TextChangedI', 'TextChangedP' }, function(event)
  daybook.activity(event.buf, false)
end)
on('BufWritePost', function(event)
  daybook.activity(event.buf, true)
end)
on('VimLeavePre', function()
  daybook.leave(vim.api.nvim_get_current_buf())
end)

vim.api.nvim_create_user_command('DaybookStatus', daybook.show_status, { desc = 'What Daybook notes, and where it goes' })
vim.api.nvim_create_user_command('DaybookToday', daybook.today, { desc = 'What Daybook knows of today' })
vim.api.nvim_create_user_command('DaybookPause', daybook.pause, { desc = 'Note nothing until it is said again' })
