-- The web server tells its load balancer whether the schema is as new as its code.
grant usage on schema supabase_migrations to afrify_web;
grant select (version) on supabase_migrations.schema_migrations to afrify_web;
