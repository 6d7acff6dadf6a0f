import java.util.Arrays;

/** Whole numbers in ascending order, each once; most are added at the end. */
public class Numbers {
    private int[] kept = new int[2];
    private int size;

    public int size() {
        return this.size;
    }

    public int get(int at) {
        return this.kept[at];
    }

    public boolean contains(int number) {
        return place(number) >= 0;
    }

    public void add(int number) {
        int at = this.size == 0 || number > this.kept[this.size - 1] ? -this.size - 1 : place(number);
        if (at >= 0) {
            return;
        }
        if (this.size == this.kept.length) {
            this.kept = Arrays.copyOf(this.kept, this.size + this.size / 2 + 1);
        }
        int free = -at - 1;
        System.arraycopy(this.kept, free, this.kept, free + 1, this.size - free);
        this.kept[free] = number;
        this.size++;
    }

    private int place(int number) {
        return Arrays.binarySearch(this.kept, 0, this.size, number);
    }
}
