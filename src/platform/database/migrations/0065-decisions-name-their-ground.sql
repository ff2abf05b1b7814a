-- A decision names its ground: the code that says which it is, and the paragraph of the day (32 § FvL: which provisions were applied). What was written before
-- stands as it is.
alter table decision.decision add constraint decision_names_its_ground check (legal_ground is not null and legal_provision ~ '§') not valid;
