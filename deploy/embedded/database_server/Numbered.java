import java.util.List;
import java.util.Set;

/** Positions by their number in a list. */
public class Numbered extends Found {
    private final Numbers numbers;
    private final List positions;

    public Numbered(Numbers numbers, List positions) {
        this.numbers = numbers;
        this.positions = positions;
    }

    public long size() {
        return this.numbers.size();
    }

    public void addTo(Set found) {
        for (int at = 0; at < this.numbers.size(); at++) {
            found.add(this.positions.get(this.numbers.get(at)));
        }
    }
}
