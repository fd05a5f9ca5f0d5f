import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { resource } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { todayTexts } from './texts.ts';
import type { Checklist, ChecklistKey } from './today.ts';

const places: Record<ChecklistKey, string> = {
  invite_other_head: '/settings',
  agree_definition: '/definition',
  sign_agreement: '/agreement',
  connect_leads: '/import',
  connect_finance: '/revenue',
};

/** The five steps to the first kept promise, each leading to where it is done. Gone when all are. */
export function ChecklistPanel() {
  const t = useText(todayTexts);
  const { data } = useQuery(resource<Checklist>('/checklist'));
  const done = data?.items.filter((item) => item.done).length ?? 0;
  if (!data || done === data.items.length) return null;
  return (
    <Panel title={t('checklist')} sub={t('checklistSub', { done, of: data.items.length })}>
      <ol className="checklist">
        {data.items.map((item, index) => (
          <li key={item.key} className="checklist-step" data-done={item.done || undefined}>
            <span className="checklist-mark" aria-hidden>
              {item.done ? <IconCheck size={15} stroke={2.5} /> : index + 1}
            </span>
            <Link to={places[item.key]} className="checklist-open">
              {t(item.key)}
            </Link>
            {item.done ? <span className="off-screen">{t('done')}</span> : <IconArrowRight size={18} stroke={1.75} aria-hidden />}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
