export type Line = { label: string; value: string; note?: string; href: string };
/** What an e-mail says: lines that each lead somewhere, and why it came. */
type Letter = { title: string; lines: Line[]; foot: { text: string; href: string } };

/** As plain text, a line and its address beneath. */
export function textOf({ title, lines, foot }: Letter): string {
  const told = lines.map(
    ({ label, value, note, href }) => `${label}: ${value}${note ? ` (${note})` : ''}\n  ${href}`,
  );
  return [title, '', ...told, '', `${foot.text}\n  ${foot.href}`].join('\n');
}

/** The same as simple HTML, made for mailboxes: no styles but inline ones, nothing that is fetched. */
export function htmlOf({ title, lines, foot }: Letter, locale: string): string {
  const cell = 'padding:8px 12px 8px 0;border-bottom:1px solid #e4e4e7;vertical-align:top';
  const rows = lines.map(
    ({ label, value, note, href }) =>
      `<tr><td style="${cell}">${escaped(label)}</td><td style="${cell}"><a href="${escaped(href)}" style="color:#1d4ed8">${escaped(value)}</a></td><td style="${cell};color:#52525b">${escaped(note ?? '')}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    '<body style="margin:0;padding:24px;font:14px/1.5 system-ui,sans-serif;color:#18181b;background:#ffffff">',
    `<h1 style="margin:0 0 12px;font-size:18px">${escaped(title)}</h1>`,
    `<table role="presentation" style="border-collapse:collapse">${rows.join('')}</table>`,
    `<p style="margin:20px 0 0;color:#52525b;font-size:12px"><a href="${escaped(foot.href)}" style="color:inherit">${escaped(foot.text)}</a></p>`,
    '</body></html>',
  ].join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names are what people typed: none of it may be read as HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
