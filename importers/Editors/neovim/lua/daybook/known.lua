-- What the plugins of all editors know alike: names of languages, and files that are nobody's work.
local files = require('daybook.files')

local M = {}

local here = debug.getinfo(1, 'S').source:sub(2)
local known

local function all()
  known = known or vim.json.decode(files.read(vim.fn.fnamemodify(here, ':p:h:h:h') .. '/known.json'))
  return known
end

--- The name WakaTime has for a filetype; the filetype itself where it has none; nil of no filetype.
function M.language(filetype)
  if filetype == '' then
    return nil
  end
  local languages = all().languages
  return languages[filetype:lower()] or languages[filetype:lower():match('^[^.]+')] or filetype
end

local function pattern_of(glob)
  return '^' .. glob:gsub('[^%w%s*?]', '%%%0'):gsub('%*', '.*'):gsub('%?', '.') .. '$'
end

--- Whether a path is one of those to leave alone. A pattern with a slash is held against the whole path, any other against the file's name;
--- * stands for any characters and ? for one.
function M.is_ignored(path, more)
  local name = path:match('[^/]*$')
  for _, globs in ipairs({ all().ignore, more }) do
    for _, glob in ipairs(globs) do
      if (glob:find('/', 1, true) and path or name):find(pattern_of(glob)) then
        return true
      end
    end
  end
  return false
end

return M
