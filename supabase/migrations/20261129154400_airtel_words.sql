-- Prompts come before pages: what is offered first follows the order of these words.
alter type public.gateway add value 'airtel' after 'mtn';
