-- The queue of what a server has not taken yet: a folder of batches, a file each, which is deleted only when the server has it.
-- An editor appends to and sends files that bear its process id and start, so two editors never touch the same one.
-- Files of an editor that is gone are taken over by the next.
local files = require('daybook.files')
local uv = vim.uv or vim.loop

local M = {}

M.MOST = 25 -- heartbeats that one request may hold
local ABANDONED = 86400 -- seconds after which a file is taken over although a process has its number

local seconds, micros = uv.gettimeofday()
local own = ('%d-%d%06d'):format(uv.os_getpid(), seconds, micros)
local number, held = 1, 0
-- By name of a batch: lines that are on their way to it.
local under_way = {}

local function prefix(config)
  return 'neovim-' .. files.plain(config.machine) .. '-'
end

local function name_of(config, which)
  return ('%s%s-%06d.jsonl'):format(prefix(config), own, which)
end

local function open_next()
  number, held = number + 1, 0
end

--- Appends to the open batch; another is opened once it is full.
function M.add(line, config, done)
  local name = name_of(config, number)
  held = held + 1
  if held >= M.MOST then
    open_next()
  end
  under_way[name] = (under_way[name] or 0) + 1
  files.append(config.queue, name, line, function(flaw)
    under_way[name] = under_way[name] > 1 and under_way[name] - 1 or nil
    done(flaw)
  end)
end

-- Process and rest of the name of a batch of this machine.
local function parsed(name, config)
  if name:sub(1, #prefix(config)) ~= prefix(config) then
    return nil
  end
  return name:sub(#prefix(config) + 1):match('^(%d+)-(%d+)-%d+%.jsonl$')
end

local function is_abandoned(path, pid)
  local _, _, flaw = uv.kill(tonumber(pid), 0)
  if tonumber(pid) == uv.os_getpid() or flaw == 'ESRCH' then
    return true
  end
  local found = uv.fs_stat(path)
  return found ~= nil and uv.gettimeofday() - found.mtime.sec > ABANDONED
end

--- Closes the open batch and gives the paths of all that are this editor's to send, those of editors that are gone first.
function M.batches(config)
  if held > 0 then
    open_next()
  end
  local found = {}
  for _, name in ipairs(files.names(config.queue)) do
    local pid, start = parsed(name, config)
    local path = files.join(config.queue, name)
    if pid and pid .. '-' .. start == own then
      if not under_way[name] then
        found[#found + 1] = path
      end
    elseif pid and is_abandoned(path, pid) then
      local taken = files.join(config.queue, name_of(config, number))
      -- Another editor may have been quicker.
      if uv.fs_rename(path, taken) then
        open_next()
        found[#found + 1] = taken
      end
    end
  end
  return found
end

--- Lines of this machine that no server has, of whatever editor.
function M.count(config)
  local lines = 0
  for _, name in ipairs(files.names(config.queue)) do
    if parsed(name, config) then
      lines = lines + #files.lines(files.read(files.join(config.queue, name)))
    end
  end
  return lines
end

return M
