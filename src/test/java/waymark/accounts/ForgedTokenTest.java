package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.IdentityProvider;

/** ID tokens that say what was asked, word for word, and that the provider did not sign. */
class ForgedTokenTest {

    private static final IdentityProvider provider = new IdentityProvider();
    private static final String SUBJECT = "subject-of-erin";

    @RegisterExtension
    static final TestForum forum = TestForum.knowing(provider.settings());

    @BeforeAll
    static void erinHasLinkedAnAccount() {
        var erin = forum.member("erin");
        var begun = erin.send("POST", "/identity-attempts", null).expect(201);
        var proof = new HashMap<>(provider.comeBack(begun, SUBJECT));
        proof.put("password", TestForum.PASSWORD);
        erin.put("/me/identity", proof).expect(200);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    /** Or else the others here would prove nothing. */
    @Test
    void whatTheProviderSignedItselfOpensTheDoor() {
        var begun = begin();
        var answer = signIn(begun, provider.token(begun, SUBJECT).serialize());
        assertEquals("erin", answer.expect(200).text("/account/username"));
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyElseSignedOpensNothing(Forgery forgery) throws Exception {
        var begun = begin();
        signIn(begun, forgery.of(provider.token(begun, SUBJECT), provider.publicKey()))
                .expectProblem(422, "identity-not-shown");
    }

    private static Answer begin() {
        return forum.guest().send("POST", "/identity-attempts", null).expect(201);
    }

    private static Answer signIn(Answer begun, String token) {
        // Whoever forges has an account there too, and comes back with a code of their own.
        var proof = provider.comeBack(begun, "subject-of-mallory");
        provider.answerOnce(token);
        return forum.guest().put("/identity-attempts/session", proof);
    }

    private enum Forgery {
        /** Under the name of the provider's key. */
        ANOTHER_KEY {
            @Override
            String of(SignedJWT genuine, RSAKey known) throws JOSEException, ParseException {
                var forged = new SignedJWT(genuine.getHeader(), genuine.getJWTClaimsSet());
                forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
                return forged.serialize();
            }
        },
        /** A key of its own, which the token brings along. */
        A_KEY_THAT_CAME_WITH_IT {
            @Override
            String of(SignedJWT genuine, RSAKey known) throws JOSEException, ParseException {
                var own = new RSAKeyGenerator(2048).keyID("own").generate();
                var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("own")
                        .jwk(own.toPublicJWK())
                        .build();
                var forged = new SignedJWT(header, genuine.getJWTClaimsSet());
                forged.sign(new RSASSASigner(own));
                return forged.serialize();
            }
        },
        /** {@code alg: none}. */
        NO_SIGNATURE {
            @Override
            String of(SignedJWT genuine, RSAKey known) throws ParseException {
                return new PlainJWT(genuine.getJWTClaimsSet()).serialize();
            }
        },
        /** Says RS256, and leaves the place of the signature empty. */
        AN_EMPTY_SIGNATURE {
            @Override
            String of(SignedJWT genuine, RSAKey known) {
                return new String(genuine.getSigningInput(), StandardCharsets.US_ASCII) + ".";
            }
        },
        /** What is public of the provider's key, taken for the secret of an HMAC. */
        PUBLIC_KEY_AS_A_SECRET {
            @Override
            String of(SignedJWT genuine, RSAKey known) throws JOSEException, ParseException {
                var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(known.getKeyID())
                        .build();
                var forged = new SignedJWT(header, genuine.getJWTClaimsSet());
                forged.sign(new MACSigner(known.toRSAPublicKey().getEncoded()));
                return forged.serialize();
            }
        },
        /** The provider's signature, under other words than it signed. */
        CHANGED_AFTERWARDS {
            @Override
            String of(SignedJWT genuine, RSAKey known) throws ParseException {
                var other = new JWTClaimsSet.Builder(genuine.getJWTClaimsSet())
                        .claim("auth_time", 1)
                        .build();
                return genuine.getHeader().toBase64URL() + "."
                        + other.toPayload().toBase64URL() + "." + genuine.getSignature();
            }
        };

        abstract String of(SignedJWT genuine, RSAKey known) throws JOSEException, ParseException;
    }
}
