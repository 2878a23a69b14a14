package waymark.mail;

class ProbeTest {
    @org.junit.jupiter.api.Test
    void p() throws Exception {
        try (var r = new Relay()) {
            r.answer("DATA", "554 no");
            var s = Outbox.over(r.port(), MailSettings.Security.NONE);
            var l = new Letters(s)
                    .write(
                            java.util.UUID.randomUUID(),
                            MailKind.PASSWORD_CHANGED,
                            new Sealed("a@example.org", java.util.Optional.empty()),
                            java.time.Instant.EPOCH);
            var p = new java.util.Properties();
            p.setProperty("mail.smtp.host", "127.0.0.1");
            p.setProperty("mail.smtp.port", "" + r.port());
            try (var t = jakarta.mail.Session.getInstance(p).getTransport("smtp")) {
                t.connect();
                t.sendMessage(l, l.getAllRecipients());
                System.out.println("SENT");
            } catch (Exception e) {
                for (Throwable x = e;
                        x != null;
                        x = x instanceof jakarta.mail.MessagingException m ? m.getNextException() : x.getCause())
                    System.out.println("PROBE " + x);
            }
            System.out.println("PROBE " + r.commands());
            var out = new java.io.ByteArrayOutputStream();
            l.writeTo(out);
            System.out.println("PROBE " + out.toString().replace("\r", "\\r"));
        }
    }
}
