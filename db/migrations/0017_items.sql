-- The types that every workspace finds: rows of the platform, which it alone changes.
alter table item_type no force row level security;
--> statement-breakpoint
insert into item_type (workspace_id, id, code, label_fr, label_en, fields, remind_days, position) values
  (platform_id(), '00000000-0000-7000-8000-000000000101', 'site', 'Site', 'Site', '[{"code": "address", "labelFr": "Adresse publique", "labelEn": "Public address", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "opens-on", "labelFr": "Ouverture le", "labelEn": "Opens on", "type": "date", "required": false, "listed": false, "choices": []}]', '{}', 1),
  (platform_id(), '00000000-0000-7000-8000-000000000102', 'domain-name', 'Nom de domaine', 'Domain name', '[{"code": "registrar", "labelFr": "Bureau d’enregistrement", "labelEn": "Registrar", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "name-servers", "labelFr": "Serveurs de noms", "labelEn": "Name servers", "type": "longText", "required": false, "listed": false, "choices": []}]', '{60,30,7,1}', 2),
  (platform_id(), '00000000-0000-7000-8000-000000000103', 'tls-certificate', 'Certificat TLS', 'TLS certificate', '[{"code": "names", "labelFr": "Noms couverts", "labelEn": "Names covered", "type": "longText", "required": false, "listed": false, "choices": []}, {"code": "issuer", "labelFr": "Autorité", "labelEn": "Authority", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "serial", "labelFr": "Numéro de série", "labelEn": "Serial number", "type": "text", "required": false, "listed": false, "choices": []}, {"code": "private-key", "labelFr": "Clé privée", "labelEn": "Private key", "type": "secret", "required": false, "listed": false, "choices": []}]', '{60,30,7,1}', 3),
  (platform_id(), '00000000-0000-7000-8000-000000000104', 'origin', 'Serveur d’origine', 'Origin', '[{"code": "address", "labelFr": "Adresse", "labelEn": "Address", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "protocol", "labelFr": "Protocole", "labelEn": "Protocol", "type": "choice", "required": false, "listed": false, "choices": [{"code": "https", "labelFr": "HTTPS", "labelEn": "HTTPS"}, {"code": "http", "labelFr": "HTTP", "labelEn": "HTTP"}]}]', '{}', 4),
  (platform_id(), '00000000-0000-7000-8000-000000000105', 'point-of-presence', 'Point de présence', 'Point of presence', '[{"code": "city", "labelFr": "Ville", "labelEn": "City", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "operator", "labelFr": "Opérateur", "labelEn": "Operator", "type": "text", "required": false, "listed": false, "choices": []}, {"code": "capacity", "labelFr": "Capacité (Gbit/s)", "labelEn": "Capacity (Gbit/s)", "type": "number", "required": false, "listed": false, "choices": []}]', '{}', 5),
  (platform_id(), '00000000-0000-7000-8000-000000000106', 'cache-rule', 'Règle de cache', 'Cache rule', '[{"code": "scope", "labelFr": "Portée", "labelEn": "Scope", "type": "choice", "required": true, "listed": true, "choices": [{"code": "global", "labelFr": "Tout le site", "labelEn": "Whole site"}, {"code": "types", "labelFr": "Ensemble de types", "labelEn": "Set of types"}, {"code": "type", "labelFr": "Un type", "labelEn": "One type"}, {"code": "page", "labelFr": "Une page", "labelEn": "One page"}]}, {"code": "target", "labelFr": "Types ou chemin", "labelEn": "Types or path", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "seconds", "labelFr": "Durée de conservation (secondes)", "labelEn": "Time to live (seconds)", "type": "number", "required": true, "listed": true, "choices": []}]', '{}', 6),
  (platform_id(), '00000000-0000-7000-8000-000000000107', 'waf-profile', 'Profil de pare-feu applicatif', 'WAF profile', '[{"code": "mode", "labelFr": "Mode", "labelEn": "Mode", "type": "choice", "required": false, "listed": true, "choices": [{"code": "detect", "labelFr": "Détection", "labelEn": "Detection"}, {"code": "block", "labelFr": "Blocage", "labelEn": "Blocking"}]}, {"code": "rules", "labelFr": "Jeu de règles", "labelEn": "Rule set", "type": "text", "required": false, "listed": false, "choices": []}]', '{}', 7),
  (platform_id(), '00000000-0000-7000-8000-000000000108', 'anti-ddos-profile', 'Profil anti-DDoS', 'Anti-DDoS profile', '[{"code": "mode", "labelFr": "Mode", "labelEn": "Mode", "type": "choice", "required": false, "listed": true, "choices": [{"code": "permanent", "labelFr": "Permanent", "labelEn": "Permanent"}, {"code": "on-demand", "labelFr": "À la demande", "labelEn": "On demand"}]}, {"code": "threshold", "labelFr": "Seuil (requêtes/s)", "labelEn": "Threshold (requests/s)", "type": "number", "required": false, "listed": false, "choices": []}]', '{}', 8),
  (platform_id(), '00000000-0000-7000-8000-000000000109', 'streaming-channel', 'Canal de diffusion vidéo', 'Streaming channel', '[{"code": "address", "labelFr": "Adresse de lecture", "labelEn": "Playback address", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "format", "labelFr": "Format", "labelEn": "Format", "type": "choice", "required": false, "listed": false, "choices": [{"code": "hls", "labelFr": "HLS", "labelEn": "HLS"}, {"code": "dash", "labelFr": "DASH", "labelEn": "DASH"}]}, {"code": "stream-key", "labelFr": "Clé de diffusion", "labelEn": "Stream key", "type": "secret", "required": false, "listed": false, "choices": []}]', '{}', 9),
  (platform_id(), '00000000-0000-7000-8000-000000000110', 'server', 'Serveur', 'Server', '[{"code": "host-name", "labelFr": "Nom d’hôte", "labelEn": "Host name", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "address", "labelFr": "Adresse IP", "labelEn": "IP address", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "room", "labelFr": "Salle et baie", "labelEn": "Room and rack", "type": "text", "required": false, "listed": false, "choices": []}, {"code": "serial", "labelFr": "Numéro de série", "labelEn": "Serial number", "type": "text", "required": false, "listed": false, "choices": []}]', '{60,30,7}', 10),
  (platform_id(), '00000000-0000-7000-8000-000000000111', 'virtual-machine', 'Machine virtuelle', 'Virtual machine', '[{"code": "host-name", "labelFr": "Nom d’hôte", "labelEn": "Host name", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "address", "labelFr": "Adresse IP", "labelEn": "IP address", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "processors", "labelFr": "Processeurs", "labelEn": "Processors", "type": "number", "required": false, "listed": false, "choices": []}, {"code": "memory", "labelFr": "Mémoire (Gio)", "labelEn": "Memory (GiB)", "type": "number", "required": false, "listed": false, "choices": []}, {"code": "system", "labelFr": "Système", "labelEn": "System", "type": "text", "required": false, "listed": false, "choices": []}]', '{}', 11),
  (platform_id(), '00000000-0000-7000-8000-000000000112', 'database', 'Base de données', 'Database', '[{"code": "engine", "labelFr": "Moteur", "labelEn": "Engine", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "version", "labelFr": "Version", "labelEn": "Version", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "port", "labelFr": "Port", "labelEn": "Port", "type": "number", "required": false, "listed": false, "choices": []}, {"code": "password", "labelFr": "Mot de passe d’administration", "labelEn": "Administration password", "type": "secret", "required": false, "listed": false, "choices": []}]', '{}', 12),
  (platform_id(), '00000000-0000-7000-8000-000000000113', 'application', 'Application', 'Application', '[{"code": "version", "labelFr": "Version", "labelEn": "Version", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "repository", "labelFr": "Dépôt du code", "labelEn": "Code repository", "type": "text", "required": false, "listed": false, "choices": []}]', '{}', 13),
  (platform_id(), '00000000-0000-7000-8000-000000000114', 'environment', 'Environnement', 'Environment', '[{"code": "purpose", "labelFr": "Usage", "labelEn": "Purpose", "type": "choice", "required": false, "listed": true, "choices": [{"code": "development", "labelFr": "Développement", "labelEn": "Development"}, {"code": "integration", "labelFr": "Intégration", "labelEn": "Integration"}, {"code": "preproduction", "labelFr": "Pré-production", "labelEn": "Pre-production"}, {"code": "production", "labelFr": "Production", "labelEn": "Production"}]}]', '{}', 14),
  (platform_id(), '00000000-0000-7000-8000-000000000115', 'network-range', 'Plage réseau', 'Network range', '[{"code": "range", "labelFr": "Plage (CIDR)", "labelEn": "Range (CIDR)", "type": "text", "required": true, "listed": true, "choices": []}, {"code": "vlan", "labelFr": "VLAN", "labelEn": "VLAN", "type": "number", "required": false, "listed": false, "choices": []}]', '{}', 15),
  (platform_id(), '00000000-0000-7000-8000-000000000116', 'storage-space', 'Espace de stockage', 'Storage space', '[{"code": "kind", "labelFr": "Nature", "labelEn": "Kind", "type": "choice", "required": false, "listed": true, "choices": [{"code": "block", "labelFr": "Bloc", "labelEn": "Block"}, {"code": "file", "labelFr": "Fichier", "labelEn": "File"}, {"code": "object", "labelFr": "Objet", "labelEn": "Object"}]}, {"code": "capacity", "labelFr": "Capacité (Gio)", "labelEn": "Capacity (GiB)", "type": "number", "required": false, "listed": true, "choices": []}]', '{}', 16),
  (platform_id(), '00000000-0000-7000-8000-000000000117', 'contact', 'Contact', 'Contact', '[{"code": "mail", "labelFr": "Adresse électronique", "labelEn": "Mail address", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "telephone", "labelFr": "Téléphone", "labelEn": "Telephone", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "role", "labelFr": "Rôle", "labelEn": "Role", "type": "text", "required": false, "listed": false, "choices": []}]', '{}', 17),
  (platform_id(), '00000000-0000-7000-8000-000000000118', 'contract', 'Contrat', 'Contract', '[{"code": "number", "labelFr": "Numéro", "labelEn": "Number", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "supplier", "labelFr": "Fournisseur", "labelEn": "Supplier", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "terms", "labelFr": "Conditions", "labelEn": "Terms", "type": "longText", "required": false, "listed": false, "choices": []}]', '{90,60,30}', 18),
  (platform_id(), '00000000-0000-7000-8000-000000000119', 'definition-file', 'Fichier de définition', 'Definition file', '[{"code": "path", "labelFr": "Chemin", "labelEn": "Path", "type": "text", "required": false, "listed": true, "choices": []}, {"code": "format", "labelFr": "Format", "labelEn": "Format", "type": "text", "required": false, "listed": false, "choices": []}, {"code": "content", "labelFr": "Contenu", "labelEn": "Content", "type": "longText", "required": false, "listed": false, "choices": []}]', '{}', 19);
--> statement-breakpoint
alter table item_type force row level security;
--> statement-breakpoint
-- An item's history is written with it, whoever changes it and however many at once: a verb or an import cannot forget it.
create function item_state(i item) returns jsonb language sql stable parallel safe
  return jsonb_build_object('typeId', (i).type_id, 'projectId', (i).project_id, 'name', (i).name, 'externalKey', (i).external_key,
    'status', (i).status, 'criticality', (i).criticality, 'ownerId', (i).owner_id, 'startsOn', (i).starts_on, 'expiresOn', (i).expires_on,
    'values', (i)."values");
--> statement-breakpoint
revoke all on function item_state(item) from public;
--> statement-breakpoint
grant execute on function item_state(item) to guichet_web, guichet_worker;
--> statement-breakpoint
create function count_item_version() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if item_state(new) = item_state(old) then return null; end if;
  new.version := old.version + 1;
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  return new;
end $$;
--> statement-breakpoint
create trigger count_item_version before update on item for each row execute function count_item_version();
--> statement-breakpoint
create function keep_item_version() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    update item_version set valid_to = new.updated_at
      where workspace_id = new.workspace_id and item_id = new.id and version = old.version;
  end if;
  insert into item_version (workspace_id, item_id, version, valid_from, state, changed_by, import_id)
    values (new.workspace_id, new.id, new.version, new.updated_at, item_state(new), new.updated_by,
      nullif(current_setting('app.import_id', true), '')::uuid);
  return null;
end $$;
--> statement-breakpoint
create trigger keep_item_version after insert or update on item for each row execute function keep_item_version();
--> statement-breakpoint
revoke all on function count_item_version(), keep_item_version() from public;
--> statement-breakpoint
-- Nothing but those triggers writes a version; who may change the item was judged by its own policies.
create policy kept on item_version for insert to guichet_web with check (
  pg_trigger_depth() > 0 and exists (select 1 from item i where i.workspace_id = item_version.workspace_id and i.id = item_version.item_id));
--> statement-breakpoint
create policy ended on item_version for update to guichet_web using (
  pg_trigger_depth() > 0 and exists (select 1 from item i where i.workspace_id = item_version.workspace_id and i.id = item_version.item_id));
--> statement-breakpoint
grant insert, update (valid_to) on item_version to guichet_web;
--> statement-breakpoint
-- What brought a version about is said by who works on that ticket.
create policy said on item_version_ticket for insert to guichet_web with check (
  exists (select 1 from ticket t where t.workspace_id = item_version_ticket.workspace_id and t.id = item_version_ticket.ticket_id
    and t.project_id in (select my_writable_project_ids()))
  and exists (select 1 from item i where i.workspace_id = item_version_ticket.item_workspace_id and i.id = item_version_ticket.item_id));
--> statement-breakpoint
grant insert on item_version_ticket to guichet_web;
--> statement-breakpoint
grant insert on item_reminder to guichet_worker;
--> statement-breakpoint
-- The platform's types are for whoever is known.
alter policy seen on item_type using ((workspace_id = platform_id() and (select app_account_id()) is not null)
  or workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()));
--> statement-breakpoint
alter policy seen on relation_type using ((workspace_id = platform_id() and (select app_account_id()) is not null)
  or workspace_id in (select my_workspace_ids()) or (select am_platform_administrator()));
