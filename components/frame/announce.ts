// Screen readers miss a text that equals the last one, or one put in at the same moment as it is emptied.
const PAUSE_MS = 60;

/** Says something to screen readers without moving focus: "Ana movida para Contatado". */
export function announce(text: string) {
  const region = document.getElementById('announcer');
  if (!region) return;
  region.textContent = '';
  setTimeout(() => {
    region.textContent = text;
  }, PAUSE_MS);
}
