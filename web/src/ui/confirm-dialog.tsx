import { lazy, Suspense, type ReactNode } from 'react';

const ConfirmModal = lazy(() => import('./confirm-modal.tsx'));

export interface Confirmation {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb of what will happen, never "OK". */
  readonly confirm: string;
  readonly tone?: 'ink' | 'bad' | 'sales' | 'marketing';
  readonly pending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone. Loaded when it first opens. */
export function ConfirmDialog(confirmation: Confirmation) {
  return <Suspense>{confirmation.opened && <ConfirmModal {...confirmation} />}</Suspense>;
}
