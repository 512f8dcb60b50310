-- Words that messages need, in a file of their own: a new word of an enum cannot be used where it is made.
alter type public.channel add value 'whatsapp';
alter type public.notification_state add value 'skipped';
