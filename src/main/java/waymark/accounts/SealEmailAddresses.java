package waymark.accounts;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import waymark.platform.secret.Keyring;

/**
 * Migration V028: takes the e-mail addresses out of the reach of whoever reads the database or a backup. It is written in
 * Java because the keys are not in the database.
 *
 * <p>Nobody who joined before was asked to prove an address. They are taken at their word, the first of each address, so
 * that nobody is shut out of a forum they are at home in.
 */
public final class SealEmailAddresses implements JavaMigration {

    private static final int ROWS_AT_ONCE = 500;

    private static final String PREPARE = """
            create table demo_content (
              loaded_at timestamptz not null,
              constraint demo_content_pk primary key (loaded_at)
            );
            comment on table demo_content is
              'One row when this forum was filled with invented content, whose passwords everybody knows.';
            insert into demo_content (loaded_at)
              select min(created_at) from account
              where email like 'demo-%@demo.waymark.example' having count(*) > 0;

            alter table account add column email_sealed bytea, add column email_hash bytea;
            """;

    private static final String FINISH = """
            drop index account_verified_email_key;
            alter table account drop column email;
            update account set email_verified_at = created_at
              where email_verified_at is null
                and id in (select distinct on (email_hash) id from account
                           order by email_hash, email_verified_at nulls last, created_at, id);
            alter table account
              add constraint account_email_sealed_and_hashed check ((email_sealed is null) = (email_hash is null));
            alter table account
              add constraint account_email_verified_is_there
                check (email_verified_at is null or email_hash is not null);
            create unique index account_verified_email_key on account (email_hash) where email_verified_at is not null;
            create index account_by_email on account (email_hash);
            comment on column account.email_sealed is
              'AES-256-GCM, with the name of its key in front; null: the account was erased';
            comment on column account.email_hash is
              'HMAC-SHA256 of the address in small letters, with the key that sealed it; null: the account was erased';
            comment on index account_verified_email_key is
              'Two accounts may claim one address, only one can prove it: refusing the second claim at sign-up would tell
            anybody who asks whether an address belongs to a member. Under several keys one address has several hashes,
            so whoever proves one also holds a lock on it and looks for all of them.';
            """;

    private final EmailSeal emails;

    public SealEmailAddresses(Keyring keys) {
        this.emails = new EmailSeal(keys);
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("028");
    }

    @Override
    public String getDescription() {
        return "sealed email addresses";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        try (var statement = connection.createStatement();
                var rows = connection.prepareStatement("select id, email from account");
                var change = connection.prepareStatement(
                        "update account set email_sealed = ?, email_hash = ? where id = ?")) {
            statement.execute(PREPARE);
            seal(rows, change);
            statement.execute(FINISH);
        }
    }

    private void seal(PreparedStatement rows, PreparedStatement change) throws SQLException {
        rows.setFetchSize(ROWS_AT_ONCE);
        try (var found = rows.executeQuery()) {
            for (int waiting = 1; found.next(); waiting++) {
                change.setBytes(1, emails.seal(found.getString("email")));
                change.setBytes(2, emails.hash(found.getString("email")));
                change.setObject(3, found.getObject("id", UUID.class));
                change.addBatch();
                if (waiting % ROWS_AT_ONCE == 0) {
                    var unused = change.executeBatch();
                }
            }
        }
        var unused = change.executeBatch();
    }
}
