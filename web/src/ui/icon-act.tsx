import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';

/** An act on a line of a list, drawn as a sign; its name is said and shown to whoever points at it. */
export function IconAct({ label, ...button }: { label: string; disabled?: boolean; onClick: () => void; children: ReactNode }) {
  return <ActionIcon variant="subtle" color="gray" size={30} aria-label={label} title={label} {...button} />;
}
