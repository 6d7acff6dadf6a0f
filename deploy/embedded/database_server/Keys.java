import java.util.Iterator;
import java.util.NoSuchElementException;
import org.h2.mvstore.MVMap;

/** The keys of a map one by one, each looked for beside the one before: nothing is held while the map goes on being written. */
public class Keys implements Iterator {
    private final MVMap map;
    private final boolean backwards;
    private Object next;

    public Keys(MVMap map, boolean backwards) {
        this.map = map;
        this.backwards = backwards;
        this.next = backwards ? map.lastKey() : map.firstKey();
    }

    public boolean hasNext() {
        return this.next != null;
    }

    public Object next() {
        if (this.next == null) {
            throw new NoSuchElementException();
        }
        Object key = this.next;
        this.next = this.backwards ? this.map.lowerKey(key) : this.map.higherKey(key);
        return key;
    }

    public void remove() {
        throw new UnsupportedOperationException();
    }
}
