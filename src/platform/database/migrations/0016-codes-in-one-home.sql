-- Lists that the forms alone knew get their checks, and those that stood in another order than the screens show get theirs: the program's lists
-- are made of these (scripts/generated-codes.mjs). What was written before a list was the database's is left as it stands.
alter table intake.intake
  add constraint intake_reporter_category_check check (reporter_category in (
    'förskola', 'skola', 'hälso- och sjukvård', 'barn- och ungdomspsykiatri', 'tandvård', 'polis', 'annan myndighet',
    'socialtjänst, annan enhet eller kommun', 'verksamhet enligt LSS', 'enskild verksamhet för barn och unga', 'ordningsvakt', 'medlare',
    'familjerådgivning', 'Barnombudsmannen', 'barnet självt', 'vårdnadshavare', 'anhörig', 'privatperson', 'anonym', 'annan')) not valid,
  add constraint intake_reasons_check1 check (reasons <@ array[
    'fysiskt våld', 'psykiskt våld', 'sexuellt våld', 'bevittnat våld', 'hedersrelaterat våld eller förtryck',
    'försummelse eller brister i omsorgen', 'förälders missbruk', 'förälders psykiska ohälsa', 'förälders kriminalitet',
    'konflikt mellan föräldrar', 'ekonomi eller boende', 'barnets eget missbruk', 'barnets kriminalitet',
    'barnets psykiska ohälsa eller självskada', 'normbrytande beteende', 'skolfrånvaro', 'relationen mellan barn och föräldrar',
    'funktionsnedsättning', 'annat']) not valid;

alter table participation.conversation
  add constraint conversation_participants_check check (participants <@ array[
    'vårdnadshavare', 'medhandläggare', 'trygghetsperson', 'tolk', 'lärare eller skolpersonal', 'annan']) not valid,
  add constraint conversation_aids_check check (aids <@ array[
    'bildstöd', 'samtalskort', 'tolk', 'teckenspråkstolk', 'enkelt språk', 'leksaker eller docka', 'skriven information']) not valid,
  add constraint conversation_methods_check check (methods <@ array[
    'ADAD', 'FCS – Familjeklimat', 'HOME', 'iRiSk', 'Jag tycker jag är', 'PATRIARK', 'SAVRY', 'YLS/CMI', 'annan metod om våld',
    'annat strukturerat arbetssätt']) not valid,
  drop constraint conversation_channel_check,
  add constraint conversation_channel_check check (channel in ('fysiskt', 'digitalt', 'telefon', 'chatt', 'sms'));

alter table access.review_item
  drop constraint review_item_kind_check,
  add constraint review_item_kind_check check (kind in (
    'flyttade det som kom in', 'kan vara samma barn', 'nådde tidigare ärenden', 'nödöppning', 'ovanlig sökning', 'tog ansvar själv'));
