-- The titles of an entry by language: lists read them without the rest of its content.
ALTER TABLE entries ADD COLUMN titles TEXT NOT NULL DEFAULT '{}';
UPDATE entries SET titles = json_object(
    'zh', COALESCE(json_extract(content, '$.texts.zh.title'), ''),
    'ru', COALESCE(json_extract(content, '$.texts.ru.title'), ''),
    'en', COALESCE(json_extract(content, '$.texts.en.title'), '')
);
