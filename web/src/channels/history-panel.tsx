import { Button } from '@mantine/core';
import type { RuleLine, RuleTable } from '../../../src/channels/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState } from '../ui/states.tsx';
import { channelTexts } from './texts.ts';

/** Every version of the table, with who and when; an earlier one can be taken up again. */
export function HistoryPanel({
  inForce,
  onTakeUp,
}: {
  inForce: number;
  onTakeUp: ((rules: readonly RuleLine[]) => void) | undefined;
}) {
  const t = useText(channelTexts);
  const format = useFormat();
  const { rows, error, retry, hasMore, loadMore } = useCollection<RuleTable>('/channel-rules/versions', { limit: 20 });
  if (error) return <ErrorState error={error} retry={retry} />;
  if (rows.length === 0) return null;
  return (
    <Panel title={t('history')}>
      <ul className="rule-history">
        {rows.map(({ version, rules, createdAt, createdBy }) => (
          <li key={version}>
            <span>{t('version', { n: version })}</span>
            <span className="second">
              {t('versionOf', {
                n: rules.length,
                date: createdAt ? format.date(createdAt) : '',
                who: createdBy?.name ?? t('aProgram'),
              })}
            </span>
            {version === inForce ? (
              <Pill>{t('inForce')}</Pill>
            ) : (
              onTakeUp && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('takeUpVersion', { n: version })}
                  onClick={() => onTakeUp(rules)}
                >
                  {t('takeUp')}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={loadMore}>
          {t('moreVersions')}
        </Button>
      )}
    </Panel>
  );
}
