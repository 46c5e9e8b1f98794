/** A contact as it stood at a past moment; all but where it stood as of today. Times are milliseconds since 1970. */
export type PastCard = {
  id: number;
  name: string;
  originName: string;
  /** Null: nobody. */
  ownerName: string | null;
  since: number;
  /** Where it is now, when that is elsewhere. */
  now: { id: number; name: string } | null;
};

/** Some cards of a column, the newest come first; `cursor` leads to those after them. */
export type PastPage = { cards: PastCard[]; cursor: string | null };
