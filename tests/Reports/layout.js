// What a reader would see of the page, as JSON: its size, its texts and its bars.
() => {
  const rgb = text => text.match(/[\d.]+/g).map(Number);
  const background = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const luminance = colour => {
    const [r, g, b] = colour.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(box => box.width > 0);
    for (const box of boxes) {
      const style = getComputedStyle(node.parentElement);
      if (box.width === 0 || style.fontSize === '0px') continue;
      texts.push({ text: node.data.trim(), left: box.left, right: box.right, lines: boxes.length,
        contrast: contrast(rgb(style.color).slice(0, 3), background(node.parentElement).slice(0, 3)) });
    }
  }
  // The bar's hours stand in its own row, or in the row above where it has one of its own; between two others where there are three columns.
  const isGoal = table => table.closest('#goals, #budgets') || ['Goals', 'Budgets'].includes(table.previousElementSibling?.textContent) || table.querySelector('th')?.textContent === 'Budgets';
  const bars = [...document.querySelectorAll('.fill, .bar')].filter(bar => bar.getBoundingClientRect().width > 0).map(bar => {
    const track = bar.classList.contains('bar') ? bar.parentElement : bar.closest('table');
    const cell = bar.classList.contains('bar') ? bar.parentElement : track.parentElement;
    const row = cell.colSpan > 1 ? cell.parentElement.previousElementSibling : cell.parentElement;
    const figures = [...row.querySelectorAll('td:not(.bars)')];
    const { paddingLeft } = getComputedStyle(track);
    return { row, table: [...document.querySelectorAll('table')].indexOf(row.closest('table')), hours: figures[figures.length === 3 ? 1 : figures.length - 1].textContent.trim(),
      width: bar.getBoundingClientRect().width, room: track.getBoundingClientRect().width - (track.classList.contains('bars') ? parseFloat(paddingLeft) : 0) };
  }).filter(bar => !isGoal(bar.row.closest('table'))).map(({ row, ...bar }) => bar);
  return JSON.stringify({
    scrollWidth: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight,
    background: background(document.body).join(), headings: [...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName).join(' '),
    title: document.title, lang: document.documentElement.lang, texts, bars });
}
