-- The titles of an entry by language: lists read them without the rest of its content.
ALTER TABLE entries ADD COLUMN titles TEXT NOT NULL DEFAULT '{}';
UPDATE entries SET titles = json_build_object(
    'zh', COALESCE(content::json #>> '{texts,zh,title}', ''),
    'ru', COALESCE(content::json #>> '{texts,ru,title}', ''),
    'en', COALESCE(content::json #>> '{texts,en,title}', '')
)::text;
