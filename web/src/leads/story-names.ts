import { useQuery } from '@tanstack/react-query';
import { resource, type Page } from '../app/api.ts';
import { useLanguage } from '../app/language.tsx';
import type { StoryNames } from '../touchpoints/story.ts';
import { criterionName } from './criterion-words.ts';
import { useSoftCriteria } from './soft-criteria.ts';

/** The criteria and colleagues that the facts of a timeline name by a key only. */
export function useStoryNames(): StoryNames {
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
