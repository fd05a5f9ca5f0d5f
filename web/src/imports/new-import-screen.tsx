import './imports.css';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportKind } from '../../../src/imports/kinds.ts';
import { mayImport } from '../../../src/imports/permission.ts';
import type { ImportInFull } from '../../../src/imports/schema.ts';
import { upload } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { Failure } from '../ui/failure.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importQuery, kinds } from './import.ts';
import { importTexts } from './texts.ts';

/** What files of rows are called. */
const TABLES = '.csv,.xlsx,.json,.jsonl,.ndjson,.txt,.tsv';
const isXml = (file: File) => /\.xml$/i.test(file.name);

/** The first step of an import: what the file holds, and the file. */
export function NewImportScreen() {
  const t = useText(importTexts);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { member } = useSession();
  const offered = kinds.filter((each) => mayImport(member.role, each));
  const { language } = useLanguage();
  const [query, change] = useUrlQuery();
  // What is chosen holds at once; the address, which changes a moment later, follows it.
  const [kind, setKind] = useState<ImportKind>(offered.find((each) => each === query['kind']) ?? offered[0] ?? 'people');
  const choose = (next: ImportKind) => {
    setKind(next);
    change({ kind: next }, { replace: true });
  };
  const [share, setShare] = useState<number>();
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('kind', isXml(file) ? 'invoices' : kind);
      form.append('file', file);
      return upload<ImportInFull>(`/imports?language=${language}`, form, setShare);
    },
    onSuccess: (made) => {
      client.setQueryData(importQuery(made.id, language).queryKey, made);
      void client.invalidateQueries({ queryKey: ['/imports'] });
      void navigate({ to: '/import/$importId', params: { importId: made.id } });
    },
    onSettled: () => setShare(undefined),
  });
  return (
    <>
      <PageHeading
        answer={t('newImport')}
        sub={t('newImportSub')}
        actions={
          <Button variant="default" component={Link} to="/revenue/imports">
            {t('history')}
          </Button>
        }
      />
      <ImportSteps current={0} />
      <Panel>
        {offered.length > 0 ? (
          <div className="stack">
            <KindChoice kinds={offered} kind={kind} onChoose={choose} />
            <FileDrop
              accept={kind === 'invoices' ? `.xml,${TABLES}` : `${TABLES},.xml`}
              hint={t(kind === 'invoices' ? 'xmlHint' : 'csvHint')}
              progress={share}
              onFile={(file) => send.mutate(file)}
            />
            <Failure error={send.error} worded={[422]} />
          </div>
        ) : (
          <EmptyState title={t('notForYou')} />
        )}
      </Panel>
    </>
  );
}

function KindChoice({
  kinds,
  kind,
  onChoose,
}: {
  kinds: readonly ImportKind[];
  kind: ImportKind;
  onChoose: (kind: ImportKind) => void;
}) {
  const t = useText(importTexts);
  return (
    <fieldset className="kinds">
      <legend>{t('whatIsIt')}</legend>
      {kinds.map((each) => (
        <label key={each} className="kind">
          <input type="radio" name="kind" value={each} checked={each === kind} onChange={() => onChoose(each)} />
          <span className="kind-name">{t(`kind_${each}`)}</span>
          <span className="second small">{t(`about_${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
