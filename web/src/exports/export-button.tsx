import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ExportKind } from '../../../src/exports/schema.ts';
import { apiUrl, type Query } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { ActionMenu } from '../ui/action-menu.tsx';
import { exportTexts } from './texts.ts';

const files = [
  { text: 'xlsx', query: { format: 'xlsx' } },
  { text: 'csv', query: { format: 'csv' } },
  { text: 'machine', query: { format: 'csv', for: 'machine' } },
  { text: 'json', query: { format: 'json' } },
] as const;

/** All rows of a list as a file, narrowed as the list is. The browser shows how far a long one has come, and keeps it or breaks it off. */
export function ExportButton({ kind, query = {}, what }: { kind: ExportKind; query?: Query; what: string }) {
  const t = useText(exportTexts);
  return (
    <ActionMenu
      label={t('exportOf', { what })}
      renderOpener={(opener) => (
        <Button
          className="no-print"
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('exportOf', { what })}
          {...opener}
        >
          {t('export')}
        </Button>
      )}
      actions={files.map(({ text, query: file }) => ({
        key: text,
        name: t(text),
        download: apiUrl(`/exports/${kind}`, { ...query, ...file }),
      }))}
    />
  );
}
