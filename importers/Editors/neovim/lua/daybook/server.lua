-- The way out to a server that speaks WakaTime's protocol: to the queue first, and from there in batches by curl.
-- The key goes to curl on its standard input, so that no list of processes shows it.
local files = require('daybook.files')
local queue = require('daybook.queue')
local beat = require('daybook.beat')
local uv = vim.uv or vim.loop

local M = {}

M.PAUSE = 30 -- seconds until a heartbeat is sent with those that followed it; twice as many after each failure
M.LONGEST = 3600 -- seconds
local failures, is_busy, timer = 0, false, nil

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\n', '\\n'):gsub('\r', '\\r') .. '"'
end

-- Base64 is short to write and there is no function for it in Neovim before 0.10.
local function base64(text)
  local digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  local out = {}
  for i = 1, #text, 3 do
    local a, b, c = text:byte(i, i + 2)
    local n = a * 65536 + (b or 0) * 256 + (c or 0)
    local function digit(divisor)
      local at = math.floor(n / divisor) % 64 + 1
      return digits:sub(at, at)
    end
    out[#out + 1] = digit(262144) .. digit(4096) .. (b and digit(64) or '=') .. (c and digit(1) or '=')
  end
  return table.concat(out)
end

local function request(key, body, config)
  local said = {
    'url = ' .. quoted(config.url:gsub('/+$', '') .. '/users/current/heartbeats.bulk'),
    'proto = "=http,https"', 'silent', 'max-time = 30', 'connect-timeout = 10', [[write-out = "\n%{http_code}"]],
    'user-agent = ' .. quoted(beat.agent()),
    'header = "Content-Type: application/json"', 'header = "Expect:"',
    'header = ' .. quoted('X-Machine-Name: ' .. config.machine:gsub('[^%w._~-]', function(c) return ('%%%02X'):format(c:byte()) end)),
    'header = ' .. quoted('Authorization: Basic ' .. base64(key)),
    'data-raw = ' .. quoted(body),
  }
  return table.concat(said, '\n') .. '\n'
end

-- Which lines the server wants to be sent again: it answers for each on its own, in order, and for good where it says 400.
local function refused(lines, answer)
  local read, said = pcall(vim.json.decode, answer)
  if not read or type(said) ~= 'table' or type(said.responses) ~= 'table' then
    return {}
  end
  local again = {}
  for i, line in ipairs(lines) do
    local item = said.responses[i]
    local status = type(item) == 'table' and tonumber(item[2]) or 0
    if not (status >= 200 and status < 300) and status ~= 400 then
      again[#again + 1] = line
    end
  end
  return again
end

local function ask(text, done)
  local answer = {}
  -- It raises an error where there is no such program.
  local started, job = pcall(vim.fn.jobstart, { 'curl', '-q', '--config', '-' }, {
    stdout_buffered = true,
    on_stdout = function(_, lines)
      answer = lines
    end,
    on_exit = function(_, code)
      local status = tonumber(table.remove(answer) or '') or 0
      done(code == 0 and status or 0, table.concat(answer, '\n'), code)
    end,
  })
  if not started or job <= 0 then
    return done(0, '', 127)
  end
  vim.fn.chansend(job, text)
  vim.fn.chanclose(job, 'stdin')
end

local function why(status, code)
  if status == 0 then
    return code == 127 and 'curl is not installed' or 'the server cannot be reached (curl ended with ' .. code .. ')'
  end
  return 'the server answered ' .. status .. ((status == 401 or status == 403) and ': it does not know the key' or '')
end

-- After all lines that are wanted again are in another batch, this one goes.
local function settle(path, again, config, done)
  local line = table.remove(again, 1)
  if not line then
    return done(uv.fs_unlink(path))
  end
  queue.add(line, config, function(flaw)
    if flaw then
      return done(nil, flaw)
    end
    settle(path, again, config, done)
  end)
end

local function send(path, key, config, done)
  local lines = files.lines(files.read(path))
  -- A line that a full disk cut would spoil the others of its batch.
  lines = vim.tbl_filter(function(line) return (pcall(vim.json.decode, line)) end, lines)
  if #lines == 0 then
    return done(uv.fs_unlink(path))
  end
  ask(request(key, '[' .. table.concat(lines, ',') .. ']', config), function(status, answer, code)
    if status == 400 then
      -- Kept, and no longer in the way of the others.
      return done(uv.fs_rename(path, path .. '.refused'))
    elseif status ~= 201 and status ~= 202 then
      return done(nil, why(status, code))
    end
    local again = refused(lines, answer)
    local left = #again
    settle(path, again, config, function(gone, flaw)
      done(gone and left == 0, flaw or (left > 0 and 'the server wants ' .. left .. ' heartbeats again' or nil))
    end)
  end)
end

local function later(config, tell)
  if timer then
    return
  end
  timer = vim.defer_fn(function()
    timer = nil
    M.send(config, tell)
  end, math.min(M.PAUSE * 2 ^ failures, M.LONGEST) * 1000)
end

-- The key, or nil and what is wrong with its file.
local function key_of(config)
  local path = vim.fn.expand(config.key_file)
  local key = vim.trim((files.read(path) or ''):match('^[^\r\n]*') or '')
  if key == '' then
    return nil, config.key_file .. ': no key stands in its first line'
  elseif vim.fn.has('win32') == 0 and uv.fs_stat(path).mode % 64 ~= 0 then
    return nil, config.key_file .. ': others can read the key. Run: chmod 600 ' .. config.key_file
  end
  return key
end

--- Sends what is in the queue, a batch after the other, until one fails; then waits longer each time.
function M.send(config, tell)
  if is_busy then
    return later(config, tell)
  end
  local key, flaw = key_of(config)
  if not key then
    failures = failures + 1
    tell(flaw)
    return later(config, tell)
  end
  local batches, i = queue.batches(config), 0
  is_busy = true
  local function one()
    i = i + 1
    if not batches[i] then
      is_busy, failures = false, 0
      return tell(nil)
    end
    send(batches[i], key, config, function(good, flaw)
      if good then
        return one()
      end
      is_busy, failures = false, failures + 1
      tell(flaw)
      later(config, tell)
    end)
  end
  one()
end

--- Calls done(error or nil) once the line is on the disk or cannot be; what comes of sending it is told.
function M.out(line, config, done, tell)
  queue.add(line, config, function(flaw)
    done(flaw)
    later(config, tell)
  end)
end

--- Lines that no server has.
function M.waiting(config)
  return queue.count(config)
end

function M.where(config)
  return config.url .. ' by way of ' .. config.queue
end

return M
