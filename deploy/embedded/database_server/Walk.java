import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** The positions of a range in order, read some at a time: nothing is held while the index goes on being written. */
public class Walk implements Iterator {
    private static final int AT_ONCE = 64;
    private final MVMap entries;
    private final String begin;
    private final String end;
    private final boolean backwards;
    private List read = new ArrayList();
    private int at;
    private Object last;
    private boolean over;

    /** From `begin`, with it, to `end`, without it; the other way round when `backwards`. */
    public Walk(MVMap entries, Object begin, Object end, boolean backwards) {
        this.entries = entries;
        this.begin = (String) begin;
        this.end = (String) end;
        this.backwards = backwards;
    }

    public boolean hasNext() {
        if (this.at == this.read.size() && !this.over) {
            readOn();
        }
        return this.at < this.read.size();
    }

    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return this.read.get(this.at++);
    }

    private void readOn() {
        this.read = new ArrayList();
        this.at = 0;
        String from = this.last != null ? (String) this.last : this.backwards ? this.end : this.begin;
        Cursor each = this.entries.cursor(from, null, this.backwards);
        while (this.read.size() < AT_ONCE && each.hasNext()) {
            String key = (String) each.next();
            if (this.backwards ? key.compareTo(this.begin) < 0 : key.compareTo(this.end) >= 0) {
                this.over = true;
                return;
            }
            if (!key.equals(this.last) && key.compareTo(this.end) < 0) {
                this.read.add(each.getValue());
                this.last = key;
            }
        }
        this.over = !each.hasNext();
    }

    public void remove() {
        throw new UnsupportedOperationException();
    }
}
