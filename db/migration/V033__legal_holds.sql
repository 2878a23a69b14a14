-- Accounts about which nothing may go away for now.

create table legal_hold (
  account_id uuid not null,
  reason text not null,
  imposed_by uuid not null,
  imposed_at timestamptz not null,
  constraint legal_hold_pk primary key (account_id),
  constraint legal_hold_account_fk foreign key (account_id) references account (id),
  constraint legal_hold_imposed_by_fk foreign key (imposed_by) references account (id),
  constraint legal_hold_reason_known check (
    reason in ('police-request', 'court-order', 'legal-claim', 'safeguarding', 'serious-incident', 'regulator-request')
  )
);

comment on table legal_hold is
  'While a row is there, nothing about the account is deleted by itself, and its erasure waits. The audit log has who held and who let go.';
