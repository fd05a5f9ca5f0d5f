import type { Language } from '../platform/fields.ts';
import { formatMinor } from '../revenue/money.ts';
import type { Cell, CellType } from './cells.ts';
import { titles, type TitleKey } from './titles.ts';

/** A column of a file: its name for machines, its heading for people, what it holds and where that is found in a row. */
export interface Column<Row = never> {
  /** For kinds that can be imported, the name of the import's field, so that the file is read back as it was written. */
  field: string;
  title: Readonly<Record<Language, string>>;
  type: CellType;
  readonly of: (row: Row) => Cell;
}

/** A column, headed by the word for its field unless another is named. */
export function column<Row>(
  field: string,
  type: CellType,
  of: (row: Row) => Cell | undefined,
  title: TitleKey = field as TitleKey,
): Column<Row> {
  return { field, title: titles[title], type, of: (row) => of(row) ?? null };
}

/** An amount as a decimal text in its currency. */
export const decimal = (amount: { amountMinor: number; currency: string } | null): string | null =>
  amount && formatMinor(amount.amountMinor, amount.currency);
