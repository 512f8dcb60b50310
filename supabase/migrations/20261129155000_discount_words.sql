-- Words that the next migrations use; a new one can be used only once its own transaction is over.
alter type public.permission add value 'discounts.manage' after 'products.manage';
