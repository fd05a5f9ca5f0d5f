import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { refreshOfCustomers, undoPathOf } from './customers.ts';
import { customerTexts, identityKinds } from './texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

interface Name {
  readonly kind: string;
  readonly source: string;
  readonly value: string;
}

/** A merge as the API tells it, of people as of companies. */
export interface MergeRecord {
  readonly id: string;
  readonly kept: { id: string; name: string } | null;
  readonly merged: { id: string; name: string } | null;
  readonly reason: string | null;
  readonly evidence: { readonly at: string; readonly messageId: string | null; readonly names: readonly [Name, Name] } | null;
  readonly mergedAt: string;
  readonly mergedBy: { name: string } | null;
  readonly undoneAt: string | null;
  readonly undoneBy: { name: string } | null;
}

/** Who was made one with whom, why, and a way back. Nothing is shown where nothing was merged. */
export function MergesPanel(props: { path: '/people' | '/companies'; id: string; mayUndo: boolean }) {
  const { path, id: customer, mayUndo } = props;
  const t = useText(customerTexts);
  const format = useFormat();
  const now = useNow();
  const { data } = useQuery(resource<Page<MergeRecord>>(`${path}/${customer}/merges`));
  const say = useUndo();
  const together = useCommand(([one, other]: [string, string]) => api.delete(`${path}/${one}/distinctions/${other}`), {
    refresh: refreshOfCustomers,
  });
  const undo = useCommand(({ id }: MergeRecord) => api.delete(`${undoPathOf[path]}/${id}`), {
    refresh: refreshOfCustomers,
    done: (_, { kept, merged }) => {
      // Who parts them says that they are two, so that nobody suggests or merges them again; that can be taken back.
      if (kept && merged)
        say(t('toldApart', { one: kept.name || '–', other: merged.name || '–' }), () => together.mutate([kept.id, merged.id]));
    },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={<GlossaryTerm term="merge">{t('merges')}</GlossaryTerm>}>
      <ul className="customer-list">
        {data.items.map((record) => {
          const { id, kept, merged, reason, evidence, mergedAt, mergedBy, undoneAt, undoneBy } = record;
          return (
            <li key={id}>
              <span>{t('mergedInto', { merged: merged?.name || '–', kept: kept?.name || '–' })}</span>
              <span className="second small">
                {evidence ? <Evidence evidence={evidence} /> : reason && t('quoted', { quote: reason })}
              </span>
              <span className="second small">{[format.moment(mergedAt, now), mergedBy?.name].filter(Boolean).join(' · ')}</span>
              {undoneAt ? (
                <span className="second small">
                  {[t('undoneOn', { when: format.moment(undoneAt, now) }), undoneBy?.name].filter(Boolean).join(' · ')}
                </span>
              ) : (
                mayUndo && (
                  <span>
                    <Button variant="default" size="compact-sm" loading={undo.isPending} onClick={() => undo.mutate(record)}>
                      {t('unmerge')}
                    </Button>
                  </span>
                )
              )}
            </li>
          );
        })}
      </ul>
      <Failure error={undo.error ?? together.error} />
    </Panel>
  );
}

function Evidence({ evidence }: { evidence: NonNullable<MergeRecord['evidence']> }) {
  const t = useText(customerTexts);
  const format = useFormat();
  const now = useNow();
  const [one, other] = evidence.names;
  return (
    <>
      {t('oneMessage', { when: format.moment(evidence.at, now) })} <Identifier name={one} /> · <Identifier name={other} />
      {evidence.messageId !== null && <> · {t('message', { id: evidence.messageId })}</>}
    </>
  );
}

/** What somebody is recognised by, with what kind of name it is and whose. */
export function Identifier({ name: { kind, source, value } }: { name: Name }) {
  const t = useText(identityKinds);
  const known = Object.keys(identityKinds).find((each) => each === kind) as keyof typeof identityKinds | undefined;
  return (
    <>
      {known ? t(known) : kind}
      {source !== '' && ` (${source === 'user_id' ? t('user_id') : source === 'group' ? t('group') : source})`}:{' '}
      <bdi className="customer-value">{value}</bdi>
    </>
  );
}
