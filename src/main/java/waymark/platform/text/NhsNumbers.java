package waymark.platform.text;

/** Numbers by which the health service knows people. */
public final class NhsNumbers {

    private NhsNumbers() {}

    /**
     * Whether ten digits can be an NHS number: the last of them is a check digit, modulo eleven.
     *
     * @param digits ten digits and nothing else
     */
    public static boolean isOne(String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * Character.digit(digits.charAt(i), 10);
        }
        int check = (11 - sum % 11) % 11;
        return check == Character.digit(digits.charAt(9), 10)
                && digits.chars().distinct().count() > 1;
    }
}
