-- The only room that touches the disk. Appends and sends never wait; small files are read at once.
local uv = vim.uv or vim.loop

local M = {}

M.FILE_MODE = 384 -- 0600
M.FOLDER_MODE = 448 -- 0700

--- Appends that were asked for and are not yet on the disk.
M.pending = 0

function M.join(...)
  return (table.concat({ ... }, '/'):gsub('//+', '/'))
end

--- A text as a part of a file's name.
function M.plain(text)
  return (text:gsub('[^%w._-]', '_'):sub(1, 64))
end

--- The whole of a small file, or nil.
function M.read(path)
  local file = uv.fs_open(path, 'r', 0)
  if not file then
    return nil
  end
  local found = uv.fs_fstat(file)
  local text = found and found.type == 'file' and uv.fs_read(file, found.size, 0) or nil
  uv.fs_close(file)
  return text
end

local function make_folder(folder)
  return vim.fn.isdirectory(folder) == 1 or pcall(vim.fn.mkdir, folder, 'p', M.FOLDER_MODE)
end

-- Folders to be made, at most, plus one.
local TRIES = 8

-- In the order in which they were asked for, one after the other.
local turns = {}

local function next_turn()
  if turns[1] then
    turns[1]()
  end
end

local function write(file, path, text, finish)
  uv.fs_write(file, text, -1, function(flaw, written)
    uv.fs_close(file, function()
      finish(flaw or (written < #text and path .. ': the disk took ' .. written .. ' of ' .. #text .. ' bytes' or nil))
    end)
  end)
end

--- Appends a line by one write of one string, then calls done(error or nil) on the main loop.
--- The line feed in front heals a line before it that a full disk has cut.
function M.append(folder, name, line, done)
  local path, text = M.join(folder, name), '\n' .. line .. '\n'
  M.pending = M.pending + 1

  local function finish(flaw)
    M.pending = M.pending - 1
    table.remove(turns, 1)
    vim.schedule(function()
      done(flaw)
    end)
    next_turn()
  end

  -- Two editors that make the same folders at once see one another's made halfway: each try gets at least one further.
  local function open(tries)
    uv.fs_open(path, 'a', M.FILE_MODE, function(flaw, file)
      if file then
        write(file, path, text, finish)
      elseif tries > 0 and flaw and flaw:find('ENOENT', 1, true) then
        vim.schedule(function()
          make_folder(folder)
          open(tries - 1)
        end)
      else
        finish(flaw or (path .. ' cannot be opened'))
      end
    end)
  end

  turns[#turns + 1] = function()
    open(TRIES)
  end
  if #turns == 1 then
    next_turn()
  end
end

--- Names of the files of a folder, in order.
function M.names(folder)
  local names, list = {}, uv.fs_scandir(folder)
  while list do
    local name = uv.fs_scandir_next(list)
    if not name then
      break
    end
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

--- The lines of a text that are not empty.
function M.lines(text)
  local lines = {}
  for line in (text or ''):gmatch('[^\n]+') do
    lines[#lines + 1] = line
  end
  return lines
end

return M
