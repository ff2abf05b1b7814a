-- That a decision is delayed goes by digital post too, as what a party is told of the material and the decision does: the message stands with the row.
alter table party.delay_notice add column message_id uuid;
alter table party.delay_notice
  add foreign key (municipality_id, message_id) references messages.message,
  add constraint delay_by_message_is_digital_post check (message_id is null or way = 'digital post');
create index delay_notice_message on party.delay_notice (municipality_id, message_id) where message_id is not null;

-- What the party may not do is said of what is given: nothing is reserved where nothing is. What was written before stays.
alter table party.insight_decision add constraint reservation_is_of_what_is_given check (reservation is null or given > 0) not valid;
