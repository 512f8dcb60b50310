-- Money that a gateway was asked about by its receipt.
alter type public.arrival_source add value 'asked';
