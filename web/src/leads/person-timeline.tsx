import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { resource, useCollection, type Page } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { colourOf, useStory, type StoryFact, type StoryNames } from '../touchpoints/story.ts';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { criterionName } from './criterion-words.ts';
import { useSoftCriteria } from './soft-criteria.ts';
import { leadTexts } from './texts.ts';

const sides = ['all', 'marketing', 'sales', 'money'] as const;
type Side = (typeof sides)[number];

/** Everything between a person and both teams, newest first: marketing teal, sales plum, money in ink. */
export function PersonTimeline({ personId }: { personId: string }) {
  const t = useText(leadTexts);
  const story = useStory(useStoryNames());
  const [side, setSide] = useState<Side>('all');
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<StoryFact>(`/people/${personId}/timeline`);
  const shown = rows.filter((fact) => isOf(fact, side));
  return (
    <Panel
      title={t('timeline')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('timeline')}
          value={side}
          onChange={(value) => setSide(sides.find((each) => each === value) ?? 'all')}
          data={sides.map((value) => ({ value, label: t(value) }))}
        />
      }
    >
      {loading ? <Loading lines={8} /> : error && rows.length === 0 ? <ErrorState error={error} retry={retry} /> : null}
      <Timeline entries={story(shown)} />
      {!loading && !error && shown.length === 0 && <p className="second">{t('nothingYet')}</p>}
      {hasMore && (
        <div className="timeline-more">
          <Button variant="default" onClick={loadMore}>
            {t('showMore')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function useStoryNames(): StoryNames {
  const { language } = useLanguage();
  const { named } = useSoftCriteria();
  const { data: members } = useQuery({
    ...resource<Page<{ id: string; name: string }>>('/members', { limit: 200 }),
    staleTime: 5 * 60_000,
  });
  return {
    criterion: (key) => {
      const found = named.find((each) => each.key === key);
      return found ? criterionName({ ...found, kind: 'evidence' }, language) : key;
    },
    member: (id) => members?.items.find((each) => each.id === id)?.name,
  };
}

/** A hand-off is both teams'. */
function isOf(fact: StoryFact, side: Side): boolean {
  const colour = colourOf(fact);
  if (side === 'all') return true;
  return side === 'money' ? fact.side === 'money' : colour === side || colour === 'both';
}
