-- Digital post: the letter itself, to the receiver's own letter box, known by the number in the population register (decision 0048).

alter table messages.message
  drop constraint message_channel_check,
  add constraint message_channel_check check (channel in ('e-post', 'sms', 'digital post')),
  -- What comes there can show where somebody is, to whoever else can open it: no reason makes that safe.
  add constraint protected_recipient_has_no_digital_post check (channel <> 'digital post' or not recipient_protected),
  add constraint digital_post_goes_to_a_number check (channel <> 'digital post' or address ~ '^\d{12}$');
comment on column messages.message.address is 'An e-mail address, a telephone number with its country, or the number in the population register whose letter box it is.';

alter table meeting.summons
  drop constraint summons_way_check,
  add constraint summons_way_check check (way in ('brev', 'genom Skatteverket', 'i handen', 'e-post', 'sms', 'digital post')),
  drop constraint summons_by_message_names_it,
  add constraint summons_by_message_names_it check ((way in ('e-post', 'sms', 'digital post')) = (message_id is not null));
