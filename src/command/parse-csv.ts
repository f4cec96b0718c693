/** The rows of a table in RFC 4180: fields in quotes may hold commas, breaks and doubled quotes. Empty lines are none. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /"((?:[^"]|"")*)"(?=,|\r?\n|$)|([^,\r\n]*)/y;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at <= text.length;) {
    field.lastIndex = at;
    const [whole, inQuotes, plain] = field.exec(text) as unknown as [string, string?, string?];
    row.push(inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === ',') at++;
    else {
      if (row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
      at += text.startsWith('\r\n', at) ? 2 : 1;
    }
  }
  return rows;
}
