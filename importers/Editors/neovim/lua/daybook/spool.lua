-- The way out to a Daybook on this machine: a line appended to a file of the spool. No process is started and nothing waits.
local files = require('daybook.files')

local M = {}

-- What the disk did not take is tried again with the next heartbeat.
local MOST_WAITING = 1000
local waiting = {}

function M.folder(config)
  return files.join(config.spool, 'editor')
end

function M.name(config)
  return 'neovim-' .. files.plain(config.machine) .. '.jsonl'
end

function M.out(line, config, tell)
  local lines = waiting
  waiting = {}
  lines[#lines + 1] = line
  for _, each in ipairs(lines) do
    files.append(M.folder(config), M.name(config), each, function(flaw)
      if flaw and #waiting < MOST_WAITING then
        waiting[#waiting + 1] = each
      end
      tell(flaw)
    end)
  end
end

--- Lines that were seen and are not on the disk.
function M.waiting()
  return #waiting
end

function M.where(config)
  return files.join(M.folder(config), M.name(config))
end

return M
