import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { backTestTexts } from './texts.ts';

/** So many names are read before the list is opened. */
const few = 8;

/** Leads by name that the draft treats otherwise than the version in force does, each with what became of it. */
export function NamedLeads(props: { title: string; sub: string; named: NonNullable<BackTestItem['result']>['enters'] }) {
  const { title, sub, named } = props;
  const t = useText(backTestTexts);
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { count, leads } = named;
  const shown = all ? leads : leads.slice(0, few);
  return (
    <Panel title={title} sub={sub}>
      <ul className="named-leads">
        {shown.map(({ id, name, company, verdict, won, at }) => (
          <li key={id}>
            <span>
              <Link to="/leads/$leadId" params={{ leadId: id }}>
                {name || t('unnamed')}
              </Link>
              {company !== null && <span className="second"> · {company}</span>}
            </span>
            <span className="named-what">
              {won && <Pill tone="ok">{t('won')}</Pill>}
              {verdict && <Pill>{t(verdict)}</Pill>}
              <span className="second small">{format.date(at)}</span>
            </span>
          </li>
        ))}
      </ul>
      {count > leads.length && <p className="second small">{t('latest', { n: format.number(leads.length) })}</p>}
      {!all && leads.length > few && (
        <Button className="named-more no-print" variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('showAll', { n: format.number(leads.length) })}
        </Button>
      )}
    </Panel>
  );
}
