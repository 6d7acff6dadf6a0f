import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/** Those of some positions that are among others, in their order: none of the rest is unpacked. */
public class Among implements Iterator {
    private final Iterator positions;
    private final Set others;
    private Object next;

    public Among(Iterator positions, Set others) {
        this.positions = positions;
        this.others = others;
    }

    public boolean hasNext() {
        while (this.next == null && this.positions.hasNext()) {
            Object position = this.positions.next();
            this.next = this.others.contains(position) ? position : null;
        }
        return this.next != null;
    }

    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object position = this.next;
        this.next = null;
        return position;
    }

    public void remove() {
        throw new UnsupportedOperationException();
    }
}
