import './imports.css';
import { useMemo } from 'react';
import { mayImport } from '../../../src/imports/permission.ts';
import type { ImportItem } from '../../../src/imports/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { ImportLink } from './import-link.tsx';
import { importTexts } from './texts.ts';
import { UndoImport } from './undo-import.tsx';

const tones: Record<ImportItem['state'], Tone> = {
  reading: 'warn',
  unreadable: 'bad',
  previewed: 'neutral',
  queued: 'warn',
  running: 'warn',
  done: 'ok',
  undoing: 'warn',
  undone: 'neutral',
  stopped: 'bad',
};

/** Every file that was brought in, what came of it, and the way back. */
export function ImportHistory() {
  const t = useText(importTexts);
  const format = useFormat();
  const now = useNow();
  const { role } = useSession().member;
  const imports = useCollection<ImportItem>('/imports');
  const minute = now.getTime();
  const columns = useMemo(
    (): Column<ImportItem>[] => [
      { key: 'fileName', header: t('file'), value: ({ fileName }) => fileName, width: 'minmax(0, 1.6fr)' },
      { key: 'kind', header: t('kind'), value: ({ kind }) => t(`kind_${kind}`), width: '7rem' },
      {
        key: 'state',
        header: t('state'),
        value: ({ state }) => state,
        render: ({ state }) => <Pill tone={tones[state]}>{t(`state_${state}`)}</Pill>,
        width: '8.5rem',
      },
      {
        key: 'new',
        header: t('new'),
        value: ({ counts }) => counts.new,
        render: ({ counts }) => format.number(counts.new),
        align: 'end',
        width: '4rem',
      },
      {
        key: 'wrong',
        header: t('wrong'),
        value: ({ counts }) => counts.wrong,
        render: ({ counts }) => format.number(counts.wrong),
        align: 'end',
        width: '4.5rem',
      },
      {
        key: 'createdAt',
        header: t('when'),
        value: ({ createdAt }) => createdAt,
        render: ({ createdAt, createdBy }) => (
          <span>
            {format.moment(createdAt, new Date(minute))}
            {createdBy && <span className="import-by second small"> {createdBy.name}</span>}
          </span>
        ),
        width: 'minmax(0, 1.2fr)',
      },
      {
        key: 'undo',
        header: t('undo'),
        headerHidden: true,
        value: () => null,
        render: (item) =>
          mayImport(role, item.kind) && (item.state === 'done' || item.state === 'stopped') ? (
            <UndoImport item={item} compact />
          ) : (
            ''
          ),
        sortable: false,
        align: 'end',
        width: '9.5rem',
      },
    ],
    [t, format, minute, role],
  );
  return (
    <Panel flush title={t('history')}>
      <DataTable
        label={t('history')}
        columns={columns}
        rowKey={({ id }) => id}
        href={({ id }) => `/import/${id}`}
        {...imports}
        empty={
          <EmptyState
            title={t('noImports')}
            detail={t('noImportsDetail')}
            action={<ImportLink variant="default">{t('importFile')}</ImportLink>}
          />
        }
      />
    </Panel>
  );
}
