/** The product's mark: three columns of a board, in the accent. */
export function Brand() {
  return (
    <svg className="brand" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" className="brand-ground" />
      <rect x="5" y="6" width="3.6" height="12" rx="1.2" />
      <rect x="10.2" y="6" width="3.6" height="8.5" rx="1.2" />
      <rect x="15.4" y="6" width="3.6" height="5" rx="1.2" />
    </svg>
  );
}
