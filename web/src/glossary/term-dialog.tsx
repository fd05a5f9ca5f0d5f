import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clashing } from '../../../src/terms/clash.ts';
import type { OwnTerm } from '../../../src/terms/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { languageNames, languages, type Language } from '../app/define-texts.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { OtherLanguages } from '../ui/other-languages.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { glossaryTexts } from './texts.ts';
import { ownTerms } from './with-own-words.tsx';

type Texts = Partial<Record<Language, string | undefined>>;

/** Says a word of the workspace's own and what it means, in one language or in more. */
export default function TermDialog({ term, onClose }: { term: OwnTerm | null; onClose: () => void }) {
  const t = useText(glossaryTexts);
  const ui = useText(uiTexts);
  const { language: own } = useLanguage();
  const say = useUndo();
  const [word, setWord] = useState<Texts>(term?.word ?? {});
  const [meaning, setMeaning] = useState<Texts>(term?.meaning ?? {});
  const said = { word: filled(word), meaning: filled(meaning) };
  const isWhole = Object.keys(said.word).length > 0 && languages.every((each) => each in said.word === each in said.meaning);
  const { data } = useQuery(ownTerms);
  const clash = clashing(said.word, data?.items.filter(({ id }) => id !== term?.id) ?? []);
  const save = useCommand(() => (term ? api.put<unknown>(`/terms/${term.id}`, said) : api.post<unknown>('/terms', said)), {
    refresh: ['/terms'],
    done: () => {
      say(t('saved'));
      onClose();
    },
  });
  const pair = (language: Language) => (
    <div key={language} className="term-pair" lang={language}>
      <TextInput
        label={language === own ? t('word') : `${t('word')}, ${languageNames[language]}`}
        maxLength={200}
        value={word[language] ?? ''}
        error={clash?.language === language && t(clash.with === 'own' ? 'clashOwn' : 'clashProduct', { word: clash.word.trim() })}
        onChange={({ currentTarget }) => setWord({ ...word, [language]: currentTarget.value })}
      />
      <Textarea
        label={language === own ? t('meaning') : `${t('meaning')}, ${languageNames[language]}`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={meaning[language] ?? ''}
        onChange={({ currentTarget }) => setMeaning({ ...meaning, [language]: currentTarget.value })}
      />
    </div>
  );
  return (
    <Modal opened onClose={onClose} title={t(term ? 'change' : 'add')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack term-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {pair(own)}
        <OtherLanguages open={term !== null && Object.keys(term.word).some((each) => each !== own)}>{pair}</OtherLanguages>
        <Failure error={save.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={!isWhole || clash !== null} loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function filled(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim()));
}
