import java.util.Iterator;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Neighbouring entries of an index in the file. */
public class Range extends Found {
    private final MVMap entries;
    private final Object begin;
    private final Object end;

    /** From `begin`, with it, to `end`, without it. */
    public Range(MVMap entries, String begin, String end) {
        this.entries = entries;
        this.begin = begin;
        this.end = end;
    }

    public long size() {
        return Math.max(0, place(this.entries, this.end) - place(this.entries, this.begin));
    }

    public void addTo(Set positions) {
        Cursor each = this.entries.cursor(this.begin);
        while (each.hasNext() && ((String) each.next()).compareTo((String) this.end) < 0) {
            positions.add(each.getValue());
        }
    }

    /** The positions one by one, from the end on when `backwards`; nothing is read before it is asked for. */
    public Iterator walk(boolean backwards) {
        return new Walk(this.entries, this.begin, this.end, backwards);
    }

    /** How many keys of a map stand before this one. */
    static long place(MVMap map, Object key) {
        long found = map.getKeyIndex(key);
        return found < 0 ? -found - 1 : found;
    }
}
