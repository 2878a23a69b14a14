-- One place for every document that staff change in versions: the catalogue of signposting, which was alone here, and the
-- guides.

create table document (
  name text not null,
  constraint document_pk primary key (name),
  constraint document_name_shape check (name ~ '^[a-z]+(-[a-z]+)*$')
);

comment on table document is 'What is changed in versions. Who changes a document holds its row, so that one is changed beside another.';

insert into document (name) values ('signposting-catalogue'), ('guides');

alter table catalogue_version rename to document_version;
alter table catalogue_activation rename to document_activation;

alter table document_version rename column document to content;
alter table document_version add column document text not null default 'signposting-catalogue';
alter table document_version alter column document drop default;
alter table document_activation add column document text not null default 'signposting-catalogue';
alter table document_activation alter column document drop default;

alter table document_version drop constraint catalogue_version_based_on_fk;
alter table document_activation drop constraint catalogue_activation_version_fk;
alter table document_version drop constraint catalogue_version_pk;
drop index catalogue_version_in_order;
drop index catalogue_activation_by_version;

alter table document_version
  add constraint document_version_pk primary key (document, version),
  add constraint document_version_document_fk foreign key (document) references document (name),
  add constraint document_version_based_on_fk
    foreign key (document, based_on) references document_version (document, version);
alter table document_version rename constraint catalogue_version_shape to document_version_shape;
alter table document_version rename constraint catalogue_version_proposed_by_fk to document_version_proposed_by_fk;
alter table document_version rename constraint catalogue_version_proposed_whole to document_version_proposed_whole;

alter table document_activation
  add constraint document_activation_version_fk
    foreign key (document, version) references document_version (document, version);
alter table document_activation rename constraint catalogue_activation_pk to document_activation_pk;
alter table document_activation
  rename constraint catalogue_activation_activated_by_fk to document_activation_activated_by_fk;

create unique index document_version_in_order on document_version (document, ordinal);
create index document_activation_in_order on document_activation (document, id);
create index document_activation_by_version on document_activation (document, version, id);

comment on column document_version.content is 'the whole document, as it is read';
comment on table document_activation is
  'Append-only: which version of a document was made current, by whom. The last one counts; while there is none, each server uses the version it came with.';
