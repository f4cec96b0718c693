/**
 * Filters and sorts the table of the index; what it does is in the page's address, so that a view can be sent. Pages are
 * whole without it.
 */
export const script = `
(() => {
  const table = document.querySelector('table[data-claims]');
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const controls = [...document.querySelectorAll('[data-filter]')];
  const count = document.querySelector('[data-count]');
  const place = new URLSearchParams(location.hash.slice(1));
  const apply = () => {
    const wanted = controls.map((control) => [control.dataset.filter, control.value.toLowerCase()]);
    let shown = 0;
    for (const row of rows) {
      const fits = wanted.every(([key, value]) =>
        value === '' || (key === 'text' ? row.textContent.toLowerCase().includes(value) : row.dataset[key] === value));
      row.hidden = !fits;
      if (fits) shown++;
    }
    if (!count) return;
    count.textContent = shown + ' of ' + rows.length;
    const kept = new URLSearchParams(wanted.filter(([, value]) => value !== ''));
    history.replaceState(null, '', kept.size ? '#' + kept : location.pathname);
  };
  for (const control of controls) {
    control.value = place.get(control.dataset.filter) ?? '';
    if (control.selectedIndex < 0) control.value = '';
    control.addEventListener('input', apply);
  }
  for (const button of table.querySelectorAll('thead button')) {
    button.addEventListener('click', () => {
      const heading = button.closest('th');
      const up = heading.getAttribute('aria-sort') !== 'ascending';
      for (const other of table.querySelectorAll('th')) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const key = (row) => row.cells[heading.cellIndex].dataset.key ?? row.cells[heading.cellIndex].textContent;
      const order = (a, b) => key(a).localeCompare(key(b), 'en', { numeric: true });
      body.append(...rows.sort((a, b) => (up ? order(a, b) : order(b, a))));
    });
  }
  apply();
})();
`;
