-- The way out to a Daybook on this machine: a line appended to a file of the spool. No process is started and nothing waits.
local files = require('daybook.files')

local M = {}

function M.folder(config)
  return files.join(config.spool, 'editor')
end

function M.name(config)
  return 'neovim-' .. files.plain(config.machine) .. '.jsonl'
end

--- Calls done(error or nil) once the line is on the disk or cannot be.
function M.out(line, config, done)
  files.append(M.folder(config), M.name(config), line, done)
end

--- Lines that wait for anything but the disk.
function M.waiting()
  return 0
end

function M.where(config)
  return files.join(M.folder(config), M.name(config))
end

return M
