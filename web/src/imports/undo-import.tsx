import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportItem } from '../../../src/imports/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useFailureWords } from '../ui/failure-words.ts';
import { importRefresh } from './import.ts';
import { importTexts } from './texts.ts';

/** Takes a whole import back, once asked for sure. */
export function UndoImport({ item: { id, fileName }, compact = false }: { item: ImportItem; compact?: boolean }) {
  const t = useText(importTexts);
  const words = useFailureWords();
  const [asking, setAsking] = useState(false);
  const undo = useCommand(() => api.delete(`/imports/${id}`), { refresh: importRefresh });
  return (
    <>
      <Button variant={compact ? 'subtle' : 'default'} size={compact ? 'compact-sm' : 'sm'} onClick={() => setAsking(true)}>
        {t('undo')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('undoTitle', { file: fileName })}
        confirm={t('undo')}
        pending={undo.isPending}
        onConfirm={() => undo.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        {undo.error ? words(undo.error).title : t('undoDetail')}
      </ConfirmDialog>
    </>
  );
}
