-- What one heartbeat says, as WakaTime's own clients say it.
local known = require('daybook.known')
local project = require('daybook.project')
local uv = vim.uv or vim.loop

local M = {}

M.VERSION = '0.1.0'
M.EVERY = 120 -- seconds

local ORDER = {
  'entity', 'type', 'time', 'project', 'branch', 'language', 'category', 'is_write',
  'lineno', 'cursorpos', 'lines', 'editor', 'operating_system', 'machine', 'user_agent',
}

local SYSTEMS = { Linux = 'Linux', Darwin = 'macOS', Windows_NT = 'Windows' }

--- Whether there is something to say: another file, a write, or two minutes since the last word. A clock that was set back says it too.
function M.is_due(last, name, now, is_write)
  return is_write or name ~= last.name or now - last.at >= M.EVERY or now < last.at
end

--- Whether a buffer is a file that someone works on.
function M.is_work(buffer, name, ignore)
  return name ~= '' and vim.bo[buffer].buftype == '' and not name:find('^%a[%w+.-]+://') and not known.is_ignored(name, ignore)
end

function M.agent()
  local v = vim.version()
  return ('neovim/%d.%d.%d daybook-neovim/%s'):format(v.major, v.minor, v.patch, M.VERSION)
end

-- Private from the most to the least: a hidden name hides what would tell of the file as well.
local function hide(beat, config)
  if config.hide_file_names then
    local ending = beat.entity:match('[^/](%.[^./]+)$')
    beat.entity = 'HIDDEN' .. (ending or '')
    beat.lineno, beat.cursorpos, beat.lines = nil, nil, nil
  elseif config.private then
    beat.entity = beat.entity:match('[^/]+$')
  end
  if config.hide_project_names then
    beat.project = nil
  end
  local hides_branch = config.hide_branch_names
  if hides_branch == nil then
    hides_branch = config.hide_file_names or config.hide_project_names
  end
  if hides_branch then
    beat.branch = nil
  end
  return beat
end

local function debugging()
  local dap = package.loaded.dap
  return type(dap) == 'table' and type(dap.session) == 'function' and dap.session() ~= nil
end

--- The heartbeat of a buffer, or nil where its name is that of a folder. Times are seconds.
function M.of(buffer, name, now, is_write, config)
  local path = uv.fs_realpath(name) or name
  if vim.fn.isdirectory(path) == 1 then
    return nil
  end
  if vim.fn.has('win32') == 1 then
    path = path:gsub('\\', '/')
  end
  local beat = {
    entity = path, type = 'file', time = now, category = debugging() and 'debugging' or config.category, is_write = is_write,
    language = known.language(vim.bo[buffer].filetype), lines = vim.api.nvim_buf_line_count(buffer),
    editor = 'Neovim', machine = config.machine, user_agent = M.agent(),
    operating_system = SYSTEMS[uv.os_uname().sysname] or uv.os_uname().sysname,
  }
  beat.project, beat.branch = project.of(path)
  if buffer == vim.api.nvim_get_current_buf() then
    beat.lineno, beat.cursorpos = vim.fn.line('.'), vim.fn.charcol('.')
  end
  return hide(beat, config)
end

-- A name of a file is bytes, and JSON is text: what is no UTF-8 becomes U+FFFD.
local function as_text(bytes)
  if not bytes:find('[\128-\255]') then
    return bytes
  end
  local parts, i = {}, 1
  while i <= #bytes do
    local found = bytes:match('^[%z\1-\127]+', i) or bytes:match('^[\194-\223][\128-\191]', i)
      or bytes:match('^\224[\160-\191][\128-\191]', i) or bytes:match('^[\225-\236\238\239][\128-\191][\128-\191]', i)
      or bytes:match('^\237[\128-\159][\128-\191]', i) or bytes:match('^\240[\144-\191][\128-\191][\128-\191]', i)
      or bytes:match('^[\241-\243][\128-\191][\128-\191][\128-\191]', i) or bytes:match('^\244[\128-\143][\128-\191][\128-\191]', i)
    parts[#parts + 1] = found or '\239\191\189'
    i = i + (found and #found or 1)
  end
  return table.concat(parts)
end

local function value(key, given)
  if key == 'time' then
    return ('%.6f'):format(given)
  elseif type(given) == 'string' then
    return (vim.json.encode(as_text(given)):gsub('\\/', '/'))
  elseif type(given) == 'number' then
    return ('%d'):format(given)
  end
  return tostring(given)
end

--- One line of JSON without a line feed.
function M.line(beat)
  local parts = {}
  for _, key in ipairs(ORDER) do
    if beat[key] ~= nil then
      parts[#parts + 1] = '"' .. key .. '":' .. value(key, beat[key])
    end
  end
  return '{' .. table.concat(parts, ',') .. '}'
end

return M
