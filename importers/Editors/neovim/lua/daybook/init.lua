-- Sees that someone works on a file, and sends word of it out.
local beat = require('daybook.beat')
local files = require('daybook.files')
local uv = vim.uv or vim.loop

local M = {}

--- Seconds since 1970; a test has its own.
function M.clock()
  local seconds, micros = uv.gettimeofday()
  return seconds + micros / 1e6
end

local last = { name = nil, at = 0 }
local seen, flaw, flaw_told = 0, nil, nil
local paused = false

-- What the disk did not take is tried again with the next heartbeat.
local MOST_WAITING = 1000
local waiting = {}

local function data_folder()
  local home = os.getenv('XDG_DATA_HOME')
  return (home and home ~= '' and home or vim.fn.expand('~/.local/share')) .. '/daybook'
end

local function defaults()
  local spool = os.getenv('DAYBOOK_SPOOL')
  return {
    spool = spool and spool ~= '' and spool or data_folder() .. '/spool',
    queue = data_folder() .. '/queue',
    url = nil,
    key_file = '~/.config/daybook/key',
    ignore = {},
    private = false,
    hide_file_names = false,
    hide_project_names = false,
    hide_branch_names = nil,
    category = 'coding',
    machine = uv.os_gethostname(),
    daybook = 'daybook',
  }
end

local KNOWN = {
  spool = 'string', queue = 'string', url = 'string', key_file = 'string', ignore = 'table', private = 'boolean', hide_file_names = 'boolean',
  hide_project_names = 'boolean', hide_branch_names = 'boolean', category = 'string', machine = 'string', daybook = 'string',
}

local function tell(text, level)
  vim.notify('daybook: ' .. text, level or vim.log.levels.INFO)
end

--- Takes settings over from those that stand; a name nobody knows, or a value of another kind, is told and left out.
function M.setup(given)
  local config = defaults()
  for name, value in pairs(given or {}) do
    if type(value) ~= KNOWN[name] then
      tell(('%s: %s'):format(name, KNOWN[name] and 'should be a ' .. KNOWN[name] or 'no such setting. :help daybook-settings names them'), vim.log.levels.WARN)
    else
      config[name] = value
    end
  end
  config.url = config.url ~= '' and config.url or nil
  config.spool, config.queue = vim.fn.expand(config.spool), vim.fn.expand(config.queue)
  M.config = config
  if config.url then
    -- What an editor before this one could not send.
    require('daybook.server').send(config, M.told)
  end
end

local function way()
  return require(M.config.url and 'daybook.server' or 'daybook.spool')
end

--- Keeps what went wrong; says it once, until it is another thing or has gone well again.
function M.told(what)
  flaw = what
  if what and what ~= flaw_told then
    tell(what, vim.log.levels.WARN)
  end
  flaw_told = what
end

-- What waits, in its order, and then the line, if there is one.
local function out(line)
  local lines = waiting
  waiting = {}
  lines[#lines + 1] = line
  for _, each in ipairs(lines) do
    way().out(each, M.config, function(wrong)
      if wrong and #waiting < MOST_WAITING then
        waiting[#waiting + 1] = each
      end
      if wrong or not M.config.url then
        M.told(wrong)
      end
    end, M.told)
  end
end

--- Something was done in a buffer.
function M.activity(buffer, is_write)
  if paused then
    return
  end
  local name, now = vim.api.nvim_buf_get_name(buffer), M.clock()
  if not beat.is_due(last, name, now, is_write) or not beat.is_work(buffer, name, M.config.ignore) then
    return
  end
  local found = beat.of(buffer, name, now, is_write, M.config)
  if not found then
    return
  end
  last.name, last.at, seen = name, now, seen + 1
  out(beat.line(found))
end

--- What is on its way to the disk gets there; nothing is waited for otherwise.
function M.leave(buffer)
  M.activity(buffer, false)
  out(nil)
  if files.pending > 0 then
    vim.wait(500, function()
      return files.pending == 0
    end, 5)
  end
end

function M.status()
  local ago = last.name and ('%s, %d seconds ago'):format(last.name, M.clock() - last.at) or 'none yet'
  local lines = {
    paused and 'paused: nothing is noted until :DaybookPause is said again' or 'noting',
    'to            ' .. way().where(M.config),
    'heartbeats    ' .. seen .. ' since the editor was started',
    'the last      ' .. ago,
    'not out yet   ' .. way().waiting(M.config) + #waiting,
  }
  if flaw then
    lines[#lines + 1] = 'trouble       ' .. flaw
  end
  return lines
end

function M.show_status()
  tell(table.concat(M.status(), '\n'))
end

--- What Daybook knows of today, without waiting for it.
function M.today()
  local said, complaint = {}, {}
  if vim.fn.executable(M.config.daybook) == 0 then
    return tell(M.config.daybook .. ' is not on the PATH. Name the program with the setting daybook', vim.log.levels.WARN)
  end
  vim.fn.jobstart({ M.config.daybook, 'today' }, {
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, lines) said = lines end,
    on_stderr = function(_, lines) complaint = lines end,
    on_exit = function(_, code)
      tell(vim.trim(table.concat(code == 0 and said or complaint, '\n')), code == 0 and vim.log.levels.INFO or vim.log.levels.WARN)
    end,
  })
end

function M.pause()
  paused = not paused
  last = { name = nil, at = 0 }
  tell(paused and 'paused' or 'noting again')
end

return M
